"""What stands on each role's home; see the modules for the meaning of each."""

from lms.home.queries.homes import TraineeHome, admin, hr, leads_from, mentor, trainee
from lms.home.queries.trainer import trainer

__all__ = ["TraineeHome", "admin", "hr", "leads_from", "mentor", "trainee", "trainer"]
