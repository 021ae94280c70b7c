"""A window of one colour to drag a file from: what a file manager is to Genki.

    drag.py FILE X Y

Says "ready" once it is on the screen, and "given" whenever somebody asked it for the file.
"""

import pathlib
import sys

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("Gdk", "3.0")
from gi.repository import Gdk, GLib, Gtk  # noqa: E402

file, x, y = pathlib.Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])


def say(word):
    print(word, flush=True)


def give(_widget, _context, data, _info, _time):
    data.set_uris([file.absolute().as_uri()])
    say("given")


window = Gtk.Window(title="Files")
window.set_default_size(150, 150)
held = Gtk.EventBox()
held.add(Gtk.Label(label=file.name))
held.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, [], Gdk.DragAction.COPY)
held.drag_source_add_uri_targets()
held.connect("drag-data-get", give)
window.add(held)
window.show_all()
window.move(x, y)
# After what is drawn is drawn.
GLib.timeout_add(500, lambda: say("ready"))
Gtk.main()
