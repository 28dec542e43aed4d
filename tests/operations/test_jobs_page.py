"""The administrator's page of jobs."""

import pytest


@pytest.mark.parametrize("number", ["1", "2147483647", "2147483648", "1" + "0" * 30])
def test_a_job_that_does_not_exist_is_not_found(company, browser_of, number):
    admin = browser_of(company.person("admin", "admin"))

    admin.post(f"/jobs/{number}/retry", status=404)
