"""The pages for people: each module one kind of page, put together in ``routes``.

A page is made of a few small queries on the dataset and one template, works without JavaScript, and
gives what it shows as data too (``shown.Shown``).
"""
