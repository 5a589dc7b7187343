/** KQL operators by the parser's kind of node; one file each. */
import type { LowerOperator } from './entry.js'
import { evaluate } from './evaluate.js'
import { extend } from './extend.js'
import { invoke } from './invoke.js'
import { join, lookup } from './join.js'
import { mvApply } from './mv-apply.js'
import { mvExpand } from './mv-expand.js'
import { as, consume, render, serialize, unchanged } from './pass-through.js'
import { project, projectAway, projectKeep, projectRename, projectReorder } from './project.js'
import { sort, take, top } from './sort.js'
import { count, distinct, summarize } from './summarize.js'
import { union } from './union.js'
import { getschema, print, range } from './values.js'
import { where } from './where.js'

export const operators: Readonly<Record<string, LowerOperator>> = {
  AsOperator: as,
  AssertSchemaOperator: unchanged,
  ConsumeOperator: consume,
  CountOperator: count,
  DistinctOperator: distinct,
  EvaluateOperator: evaluate,
  ExecuteAndCacheOperator: unchanged,
  ExtendOperator: extend,
  FilterOperator: where,
  GetSchemaOperator: getschema,
  InvokeOperator: invoke,
  JoinOperator: join,
  LookupOperator: lookup,
  MvApplyOperator: mvApply,
  MvExpandOperator: mvExpand,
  PrintOperator: print,
  ProjectAwayOperator: projectAway,
  ProjectKeepOperator: projectKeep,
  ProjectOperator: project,
  ProjectRenameOperator: projectRename,
  ProjectReorderOperator: projectReorder,
  RangeOperator: range,
  RenderOperator: render,
  SerializeOperator: serialize,
  SortOperator: sort,
  SummarizeOperator: summarize,
  TakeOperator: take,
  TopOperator: top,
  UnionOperator: union,
}
