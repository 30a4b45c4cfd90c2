"""What pages say, in English and Indonesian: one file for each part of the workbench."""
