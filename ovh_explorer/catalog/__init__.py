"""The catalog: schema documents, their types and models, the store and its search."""
