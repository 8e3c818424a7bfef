import { N4aError, TooManyPipelines } from '../errors/index.ts'
import {
  expandTemplate,
  expansionOutline,
  missingPresets,
  resolvePresets,
  templateChanges,
  textDiff,
  withoutBoundParameters,
} from '../pipeline/index.ts'
import type { TemplateCheck, TemplateProblem } from '../records/index.ts'
import type { Workspace } from '../workspace/index.ts'
import { composeTexts } from './compose-templates.ts'
import { findProblems, yamlProblems } from './find-problems.ts'
import { findRecord } from './find-record.ts'
import type { Libraries } from './library.ts'
import { libraryTemplatesOf } from './library-templates.ts'
import { expansionLimit } from './load-templates.ts'
import { locateTemplate } from './locate-templates.ts'
import { openTemplate } from './open-template.ts'
import { withOwn } from './own-operators.ts'
import { previewTemplate } from './preview-template.ts'
import { readable, withoutPresets } from './readable-template.ts'
import type { TemplateEngine } from './template-engine.ts'
import {
  type AnyTemplate,
  isTyped,
  jsonText,
  templatesOfRuns,
  textOfTemplate,
  yamlOnto,
  yamlText,
} from './template-text.ts'

export function templatesOf(workspace: Workspace, libraries: Libraries): TemplateEngine {
  const textOf = (source: AnyTemplate) => textOfTemplate(workspace, libraries, source)
  const list = () => templatesOfRuns(workspace)

  /** What has the shape of one, whatever its steps are. */
  const templateOf = async (source: AnyTemplate) => {
    const text = await textOf(source)
    readable(text)
    return text
  }

  const check = async (source: AnyTemplate, part: boolean, limit: number) => {
    const text = await textOf(source)
    const presets = await libraries.presets(missingPresets(text.value))
    return { text, ...findProblems(text, presets, { part, limit }) }
  }

  const expansion: TemplateEngine['expansion'] = async (value, { max_pipelines = expansionLimit } = {}) => {
    const { presets: own, value: rest } = withoutPresets(value)
    const presets = { ...(await libraries.presets(missingPresets(value))), ...own }
    const expansion = expandTemplate(resolvePresets(rest, presets))
    const { count } = expansion
    if (count > max_pipelines) throw TooManyPipelines({ template: 'of this value', count, limit: max_pipelines })
    const alternatives = {
      *[Symbol.iterator]() {
        for (const { value, choices } of expansion) yield { value: withoutBoundParameters(value), choices }
      },
    }
    return { count, alternatives }
  }

  return {
    list,
    get: async id => {
      const templates = await list()
      // The newest run's template of that name is meant where several runs have one.
      return (
        templates.find(template => template.id === id || template.name === id) ?? findRecord('template', id, templates)
      )
    },
    preview: async (source, limit = 20, options = {}) => {
      const located = await locateTemplate(libraries, source, process.cwd())
      return withOwn(workspace, () => previewTemplate(located, limit, options))
    },
    expansion,
    outline: async source => {
      const located = await locateTemplate(libraries, source, process.cwd())
      return withOwn(workspace, () => {
        const opened = openTemplate(located, { base: process.cwd(), seed: null, within: work => work() })
        return opened.within(() => expansionOutline(opened.steps))
      })
    },
    expand: async (value, options) => {
      const { count, alternatives } = await expansion(value, options)
      const all = [...alternatives]
      return { count, expanded: all.map(({ value }) => value), choices: all.map(({ choices }) => choices) }
    },
    ...libraryTemplatesOf(libraries, {
      textOf,
      check: async source => {
        const { text, problems } = await check(source, true, Number.POSITIVE_INFINITY)
        if (problems[0]) throw problems[0]
        return text
      },
    }),
    validate: async (source, { part = false, max_pipelines = expansionLimit } = {}) => {
      try {
        const { text, problems, count } = await check(source, part, max_pipelines)
        return { name: text.name, file: text.label, count, problems: problems.map(problemOf) }
      } catch (error) {
        return unreadable(error, isTyped(source) ? source.text : null)
      }
    },
    diff: async (before, after) => {
      const [old, fresh] = [await textOf(before), await textOf(after)]
      return {
        before: old.label,
        after: fresh.label,
        changes: templateChanges(readable(old), readable(fresh)),
        text: textDiff(old.text, fresh.text),
      }
    },
    compose: async (preprocessing, model) => {
      const text = composeTexts(await templateOf(preprocessing), await templateOf(model))
      const composed = { text, file: 'the composition' }
      const { text: source, problems } = await check(composed, false, Number.POSITIVE_INFINITY)
      if (problems[0]) throw problems[0]
      return { name: source.name ?? 'composition', format: 'yaml', text }
    },
    convert: async (source, format, { onto } = {}) => {
      const { text, extension, value, name } = await templateOf(source)
      const converted =
        onto !== undefined && format === 'yaml'
          ? yamlOnto(onto, value)
          : extension === format
            ? text
            : format === 'yaml'
              ? yamlText(value)
              : jsonText(value)
      return { name: name ?? 'template', format, text: converted }
    },
  }
}

function problemOf({ code, message, hint, place }: N4aError): TemplateProblem {
  return {
    code,
    message,
    hint: hint ?? null,
    line: place.line ?? null,
    column: place.column ?? null,
    field: place.field ?? null,
  }
}

function unreadable(error: unknown, typed: string | null): TemplateCheck {
  if (!(error instanceof N4aError) || error.code !== 'UnreadableYaml') throw error
  const problems = yamlProblems(error, typed)
  return { name: null, file: error.place.file ?? null, count: null, problems: problems.map(problemOf) }
}
