"""Django pages over the flows: the workbench."""
