/** The version of the command, of its outputs and of the built-in rules' release. */
export const version = '0.1.0'
