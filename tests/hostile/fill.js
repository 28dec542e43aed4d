// Types a text into every field of one form of the page, past what the browser would refuse, and sends it.
({ number, said }) => {
  const typed = "input:not([type=hidden], [type=checkbox], [type=radio], [type=file], [type=submit]), textarea";
  const form = document.forms[number];
  const fields = [...form.querySelectorAll(typed)];
  for (const field of fields) {
    if (field.type !== "password") field.type = "text";
    field.removeAttribute("maxlength");
    field.value = said;
  }
  form.noValidate = true;
  for (const choice of form.querySelectorAll("select")) choice.selectedIndex = choice.options.length - 1;
  for (const choice of form.querySelectorAll("[type=radio]")) choice.checked = true;
  if (form.matches("[hx-get], [hx-post]")) form.requestSubmit();
  else HTMLFormElement.prototype.submit.call(form);
}
