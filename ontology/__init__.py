"""What may be said: vocabulary, shapes, JSON-LD context, terms, names and IRIs."""
