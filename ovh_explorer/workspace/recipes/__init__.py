"""Series of requests whose values flow from one to the next: recipes, and programs of them."""
