/** PowerShell takes these for an apostrophe too. */
const apostrophes = /['\u2018\u2019\u201a\u201b]/g

/** A name as one argument of a PowerShell command, whatever it holds: commands of ours are made to be pasted. */
export const argument = (text: string): string =>
  /^[\w.@+-]+$/.test(text) && !text.startsWith('-') ? text : `'${text.replace(apostrophes, '$&$&')}'`
