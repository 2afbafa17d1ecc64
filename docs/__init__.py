"""What derives from the code and is published beside it: built here, outside the wheel."""
