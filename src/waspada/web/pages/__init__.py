"""One file for each part of the workbench: a request in, a page out; what is done stands in the flows."""
