/** A path as one word of a command line to paste; double quotes are what sh, PowerShell and cmd agree on. */
export const shellWord = (text: string): string =>
  /^[\w@%+=:,./\\~-]+$/.test(text) ? text : `"${text.replace(/["$`]/g, (sign) => `\\${sign}`)}"`
