/** Stands on every report, because a tool that forges tokens owes it. */
export const notice =
  'The keys of this kit are its own, made from a seed for this run. It cannot mint a token that any production service trusts.'
