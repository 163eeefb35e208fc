"""SPARQL answered in processes of their own, so that no query can hurt the server or another one.

``process`` runs in such a process, ``worker`` holds one end of it, ``pool`` keeps the workers.
"""
