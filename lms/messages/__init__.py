"""What the product tells people: an outbox that loses nothing, here, by e-mail and in groups."""

from flask import Flask

from lms.i18n import lazy
from lms.messages import jobs, letters, sentences, service
from lms.messages.views import bp
from lms.messages.views.inbox import unread
from lms.pages import NavigationItem, add_navigation
from lms.people import post


def init_app(app: Flask) -> None:
    """Offer everybody their messages, and be the post office of what stands below."""
    post.register(app, service)
    letters.init_app(app)
    jobs.init_app(app)
    sentences.register()
    app.register_blueprint(bp)
    add_navigation(
        app,
        NavigationItem(
            lazy("消息"), "messages.show_messages", "bell", "message.read", 850, count=unread
        ),
    )
    add_navigation(
        app, NavigationItem(lazy("邮件"), "messages.show_mail", "envelope", "system.manage", 95)
    )
    add_navigation(
        app,
        NavigationItem(lazy("群机器人"), "messages.show_robots", "chat-dots", "system.manage", 96),
    )
