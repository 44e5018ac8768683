"""The parse of the text, and who is subject and object of what in it, for every later stage."""
