"""The vocabulary as a person reads it: made from the Turtle, so that it cannot say otherwise."""
