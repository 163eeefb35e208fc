// vis-network writes its style sheet into the page at once, which a policy without inline styles
// refuses; what is needed of it stands in map.css. While it starts, a style is an inert template.
document.createElement = (name, ...more) => Document.prototype.createElement.call(
  document, name === "style" ? "template" : name, ...more);
/* engine */
delete document.createElement;
