"""What can go wrong with backups, in one line for the person at the terminal."""


class BackupError(Exception):
    """It was not done; the text says why and what to do."""


class Damaged(BackupError):
    """A file is not what was written."""


class WrongKey(BackupError):
    """The passphrase does not open this file, or none was given."""
