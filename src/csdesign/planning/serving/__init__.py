"""Who serves each segment: archetype, practitioner, owners, contacts, specialists and pods."""
