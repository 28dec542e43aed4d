// Elements, attributes and addresses that no page of ours has.
() => {
  const ours = new URL("/", location).href;
  const found = [];
  const note = (tag, what) => found.push(`${what}: ${tag.outerHTML.slice(0, 160)}`);
  const never = "iframe object embed applet base frame frameset portal animate set discard audio video marquee math foreignObject image isindex keygen".split(" ").join(",");
  for (const tag of document.querySelectorAll("*")) {
    if (tag.closest("[data-picture]")) continue; // drawn by our own scripts
    if (tag.matches(never)) note(tag, "element");
    for (const { name, value } of tag.attributes) {
      if (/^on|^style$|^srcdoc$|^ping$|^background$|zqx|[^a-z0-9:-]/.test(name) && name !== "viewBox")
        note(tag, "attribute " + name);
      if (/^(id|name|class|hx-.*|form|for|target|rel|http-equiv)$/.test(name) && /zqx/.test(value))
        note(tag, "value of " + name);
    }
    for (const name of ["href", "src", "action", "formAction", "poster", "data"]) {
      const given = tag.getAttribute(name.toLowerCase());
      if (given === null || tag.matches("meta, li")) continue;
      const address = new URL(given, location);
      const leads = tag.matches("a") ? ["http:", "https:", "mailto:"].includes(address.protocol)
        : address.href.startsWith(ours) || (tag.matches("img, link") && address.protocol === "data:");
      if (!leads) note(tag, name);
    }
    if (tag.matches("script") && !tag.nonce && !tag.src) note(tag, "script");
    if (tag.matches("meta[http-equiv], style")) note(tag, "element");
  }
  return found;
}
