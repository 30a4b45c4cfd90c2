"""One file for each kind of wrapper that vendors send: what its members are, with which secret it opens."""
