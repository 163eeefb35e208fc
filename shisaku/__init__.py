"""The front of the house: command line, settings and the pipeline that joins the other rooms."""

__version__ = "0.1.0"
