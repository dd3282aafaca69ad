"""Making content controls of places, and changing nothing else of a document."""
