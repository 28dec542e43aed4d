"""Question types and their grading: shared by lesson checks, quizzes and scenarios."""
