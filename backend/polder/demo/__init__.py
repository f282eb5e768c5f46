"""The demonstration: an invented institute in motion, and a sign-in provider with one click per role."""
