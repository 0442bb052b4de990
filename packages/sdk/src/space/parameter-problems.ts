// Says what is wrong with a scheduler's parameters before they become a search space.
import type { Condition, Constraint, Parameter, Parameters } from '../parameters.js';
import { conditionChain } from './condition-chain.js';
import { valueProblem } from './value-problem.js';

/** One sentence per problem; an empty list when the parameters are sound. Shapes were checked by the JSON schema. */
export function parameterProblems(parameters: Parameters, constraints: readonly Constraint[] = []): string[] {
  const problems = Object.entries(parameters).flatMap(([name, parameter]) => [
    ...rangeProblems(name, parameter),
    ...(parameter.when ? conditionProblems(`${name}.when`, parameter.when, parameters) : []),
    ...circleProblems(name, parameters),
  ]);
  constraints.forEach((constraint, i) => {
    for (const condition of constraint.forbid) {
      problems.push(...conditionProblems(`constraints[${i}]`, condition, parameters));
    }
  });
  return problems;
}

function rangeProblems(name: string, parameter: Parameter): string[] {
  const problems: string[] = [];
  if (parameter.type === 'integer' || parameter.type === 'float') {
    if (!(parameter.minValue <= parameter.maxValue)) problems.push(`${name}: minValue must not exceed maxValue`);
    if (parameter.scale === 'log' && !(parameter.minValue > 0)) {
      problems.push(`${name}: scale log needs minValue > 0; declare 0 as a special value`);
    }
    if (
      parameter.type === 'integer' &&
      !(Number.isInteger(parameter.minValue) && Number.isInteger(parameter.maxValue))
    ) {
      problems.push(`${name}: minValue and maxValue must be whole numbers`);
    }
  }
  if (parameter.type === 'categorical' && new Set(parameter.choices).size !== parameter.choices.length) {
    problems.push(`${name}: a choice is listed twice`);
  }
  const wrongDefault = valueProblem(`${name}: default`, parameter, parameter.default);
  return wrongDefault ? [...problems, wrongDefault] : problems;
}

function conditionProblems(where: string, condition: Condition, parameters: Parameters): string[] {
  const parameter = parameters[condition.parameter];
  if (!parameter) return [`${where}: there is no parameter ${condition.parameter}`];
  if (condition.is === undefined && condition.isNot === undefined) return [`${where}: needs is or isNot`];
  return [condition.is, condition.isNot]
    .flatMap((values) => (values === undefined ? [] : values))
    .map((value) => valueProblem(`${where}: ${condition.parameter}`, parameter, value))
    .filter((problem) => problem !== undefined);
}

function circleProblems(name: string, parameters: Parameters): string[] {
  const chain = conditionChain(name, parameters);
  return chain.includes(name) ? [`${name}.when: goes round in a circle: ${[name, ...chain].join(' → ')}`] : [];
}
