"""The report as one HTML page: no script, no request, one file to look at, print and forward."""

from csdesign.formats.html.build import page

__all__ = ["page"]
