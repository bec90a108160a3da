"""The company's own rules, as CEL expressions in the design.

An expression is parsed here first: names and types are checked with their place in the text, and
the steps it can take are counted before it runs. Only then does a CEL implementation see it.
"""
