"""Where the doors of the Studio are tried: drafts belong to no one person but to their authors."""

from tests.access_cases import tried_elsewhere

for endpoint in (
    "show_draft",
    "update_draft",
    "show_versions",
    "show_version",
    "create_restoration",
    "new_publication",
    "create_publication",
    "create_discard",
    "create_base",
    "show_preview",
):
    tried_elsewhere(f"studio.{endpoint}", "studio/test_writing.py")

for endpoint in (
    "show_outline",
    "update_outline",
    "create_step",
    "edit_step",
    "update_step",
    "show_scores",
    "create_trial",
):
    tried_elsewhere(f"studio.{endpoint}", "studio/test_outline.py")
tried_elsewhere("studio.show_map", "studio/test_maps.py")
for endpoint in ("show_course_outline", "update_course_outline"):
    tried_elsewhere(f"studio.{endpoint}", "studio/test_course_outline.py")
for endpoint in ("create_adoption", "new_archiving", "create_archiving", "create_return"):
    tried_elsewhere(f"studio.{endpoint}", "studio/test_keeping.py")
for endpoint in ("show_script", "show_story_file"):
    tried_elsewhere(f"studio.{endpoint}", "studio/test_scripts.py")
tried_elsewhere("studio.show_package", "studio/test_packages.py")
for endpoint in ("show_picture", "create_picture", "delete_picture"):
    tried_elsewhere(f"studio.{endpoint}", "studio/test_picturing.py")
for endpoint in ("new_document", "create_document", "create_listing"):
    tried_elsewhere(f"studio.{endpoint}", "studio/test_beginning.py")

for endpoint in ("edit_translation", "update_translation"):
    tried_elsewhere(f"studio.{endpoint}", "studio/test_translations.py")

for endpoint in ("create_request", "show_review", "create_decision", "create_withdrawal"):
    tried_elsewhere(f"studio.{endpoint}", "studio/test_reviews.py")

for endpoint in ("create_remark", "create_answer", "create_settlement"):
    tried_elsewhere(f"studio.{endpoint}", "studio/test_remarks.py")

for endpoint in ("show_replies", "show_reply", "update_reply", "show_lexicon"):
    tried_elsewhere(f"studio.{endpoint}", "studio/test_replies.py")
