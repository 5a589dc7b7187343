/** A KQL function of the workspace: a query's `let` of the same name comes before it. */
export interface KqlFunction {
  /** Every name it goes by. */
  readonly names: readonly string[]
  /** `name:type = default, …`, as KQL declares them. */
  readonly parameters: string
  readonly body: string
}
