import { Subtle } from '../../../components/Subtle/Subtle';
import { HOW_BASELINE_COMES } from '../howBaselineComes';

/** Why no values are told apart, and what to do about it. */
export function NoSlices(props: {
  /** The inputs that the model's entity names, e.g. `inputs.carrier`. */
  named: readonly string[];
  /** Whether any version of the report has one. */
  hasBaseline: boolean;
}) {
  const { named, hasBaseline } = props;
  if (named.length === 0) {
    return (
      <Subtle>
        No input is told apart by its values. Name up to three in the model’s
        entity, e.g. <code>spec.monitoring.slices:</code>{' '}
        <code>[inputs.carrier]</code>; records are told apart from then on.
      </Subtle>
    );
  }
  if (!hasBaseline) {
    return (
      <Subtle>
        The model’s entity names {named.join(', ')}. Values are told apart as in
        the version’s baseline, and there is none yet. {HOW_BASELINE_COMES}{' '}
        Records are told apart from then on.
      </Subtle>
    );
  }
  return (
    <Subtle>
      The model’s entity names {named.join(', ')}, and no record of this range
      is told apart by that. Records are told apart from when an input is named,
      by the categories and booleans of the baseline; numbers have too many
      values.
    </Subtle>
  );
}
