/* What this browser keeps for the page from one visit to the next: colours and favourite emoji. */

const NAME = "helpdesk-sandbox-";

export function kept(what, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(NAME + what)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

/** A browser that keeps nothing is no trouble: it is for the next visit only. */
export function keep(what, value) {
  try {
    localStorage.setItem(NAME + what, JSON.stringify(value));
  } catch {
    return;
  }
}
