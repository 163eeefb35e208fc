"""The web application: one module for each concept; ``app.create_app`` puts them together.

``workers`` answers SPARQL in processes of their own, ``sparql`` speaks the protocol over HTTP.
"""
