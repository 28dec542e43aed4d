"""The onboarding plan: working days, dated tasks that tick themselves, gates, signatures."""
