"""What the product tells people: an outbox that loses nothing, read in the product itself."""

from flask import Flask

from lms.i18n import lazy
from lms.messages.views import bp, unread
from lms.pages import NavigationItem, add_navigation


def init_app(app: Flask) -> None:
    """Offer everybody their messages."""
    app.register_blueprint(bp)
    add_navigation(
        app,
        NavigationItem(
            lazy("消息"), "messages.show_messages", "bell", "message.read", 850, count=unread
        ),
    )
