"""The optional settings file; its values go down as plain arguments.

A settings file may come with a pull request, so it is trusted no more than a design: it names no
file to write, no program and no address, and its baseline lies next to or below it.
"""

from csdesign.config.find import (
    find_settings,
    is_settings_name,
    load_settings,
    settings_files,
)
from csdesign.config.globs import excluder
from csdesign.config.named_files import named_files
from csdesign.config.read import read_settings
from csdesign.config.settings import DesignSettings, Settings, show_settings

__all__ = [
    "DesignSettings",
    "Settings",
    "excluder",
    "find_settings",
    "is_settings_name",
    "load_settings",
    "named_files",
    "read_settings",
    "settings_files",
    "show_settings",
]
