"""What we tell the public: composed from assessment and facts, checked before each publication, corrected openly."""
