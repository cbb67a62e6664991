"""Jinja 2.8 on a Python of today: `load(folder)` imports it from an unpacked source of the tag 2.8 (the folder that has `jinja2/`).

What later versions of Python and MarkupSafe no longer have is put back before the import, and nothing else is changed: the
abstract classes in `collections`, `markupsafe.soft_unicode`, inline flags at the end of a regular expression, and the way
to set the next entry of a traceback.
"""
import collections
import collections.abc
import re
import sys


def load(folder):
    for name in ("Mapping", "MutableMapping", "MutableSequence", "MutableSet"):
        if not hasattr(collections, name):
            setattr(collections, name, getattr(collections.abc, name))
    import markupsafe

    if not hasattr(markupsafe, "soft_unicode"):
        markupsafe.soft_unicode = markupsafe.soft_str
    compile_as_it_is = re.compile
    re.compile = lambda pattern, flags=0: compile_as_it_is(with_flags_in_front(pattern), flags)
    sys.path.insert(0, folder)
    try:
        import jinja2
        import jinja2.debug
        import jinja2.filters
    finally:
        sys.path.remove(folder)
    # `capitalize` and `title` compile an expression each time they run.
    jinja2.filters.re = FlagsInFront()
    re.compile = compile_as_it_is
    jinja2.debug.tb_set_next = set_next
    return jinja2


class FlagsInFront:
    """The module `re` as `jinja2.filters` needs it."""

    def __getattr__(self, name):
        return getattr(re, name)

    @staticmethod
    def compile(pattern, flags=0):
        return re.compile(with_flags_in_front(pattern), flags)


def with_flags_in_front(pattern):
    if isinstance(pattern, str) and pattern.endswith("(?u)"):
        return "(?u)" + pattern[:-4]
    return pattern


def set_next(entry, following):
    # What follows it is set next; as it is, it can lead back to the entry, which Python refuses.
    if following is not None:
        following.tb_next = None
    entry.tb_next = following
