// Elements from text. Text of a workbook is only ever text: nothing here reads markup.

/** An element with attributes and children; a string becomes a text node, null is left out. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      made.addEventListener(key, value);
    } else if (value !== false && value !== null) {
      made.setAttribute(key, value === true ? '' : value);
    }
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** `1 fout`, `2 fouten`. */
export function counted(number, single, several) {
  return `${number} ${number === 1 ? single : several}`;
}
