"""Version 1 of the JSON documents, each declared once: writers and schemas follow.

A change that renames or removes a key, or gives it another meaning, needs a version 2 next to this
package; a new key does not.
"""
