import {
  Commit,
  Version,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { shortSha } from '../CommitName/shortSha';
import FormControl from '@material-ui/core/FormControl';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import FormLabel from '@material-ui/core/FormLabel';
import MenuItem from '@material-ui/core/MenuItem';
import Radio from '@material-ui/core/Radio';
import RadioGroup from '@material-ui/core/RadioGroup';
import { Field } from '../Field/Field';
import { formatRelative } from '../RelativeTime/formatInstant';
import { useNow } from '../RelativeTime/useNow';
import { DeploySource } from './deployPlan';

export interface SourceFieldsProps {
  versions: readonly Version[];
  commits: readonly Commit[];
  source: DeploySource;
  onChange: (source: DeploySource) => void;
}

/** What to deploy: a version that is there, or a commit that is to be built. */
export function SourceFields(props: SourceFieldsProps) {
  const { versions, commits, source, onChange } = props;
  const pick = (kind: string) => {
    const [version] = versions;
    const [commit] = commits;
    if (kind === 'version' && version) {
      onChange({ kind, version: version.version });
    } else if (kind === 'commit' && commit) {
      onChange({ kind, sha: commit.sha });
    }
  };
  return (
    <FormControl component="fieldset" fullWidth margin="dense">
      <FormLabel component="legend">What to deploy</FormLabel>
      <RadioGroup
        row
        value={source.kind}
        onChange={event => pick(event.target.value)}
      >
        <FormControlLabel
          value="version"
          control={<Radio color="primary" />}
          label="A version"
          disabled={versions.length === 0}
        />
        <FormControlLabel
          value="commit"
          control={<Radio color="primary" />}
          label="A commit, built first"
          disabled={commits.length === 0}
        />
      </RadioGroup>
      {source.kind === 'version' ? (
        <VersionField {...{ versions, onChange }} value={source.version} />
      ) : (
        <CommitField {...{ commits, onChange }} value={source.sha} />
      )}
    </FormControl>
  );
}

/** How stale `5 minutes ago` may get in an open dialog. */
const TICK_MS = 60_000;

function VersionField(props: {
  versions: readonly Version[];
  value: number;
  onChange: (source: DeploySource) => void;
}) {
  const now = useNow(TICK_MS);
  return (
    <Field
      select
      label="Version"
      value={props.value}
      onChange={event =>
        props.onChange({ kind: 'version', version: Number(event.target.value) })
      }
    >
      {props.versions.map(({ version, label, createdAt, commit }) => (
        <MenuItem key={version} value={version}>
          {[
            `Version ${version}`,
            label,
            formatRelative(createdAt, now),
            commit?.message,
          ]
            .filter(Boolean)
            .join(' · ')}
        </MenuItem>
      ))}
    </Field>
  );
}

function CommitField(props: {
  commits: readonly Commit[];
  value: string;
  onChange: (source: DeploySource) => void;
}) {
  const now = useNow(TICK_MS);
  return (
    <Field
      select
      label="Commit"
      value={props.value}
      onChange={event =>
        props.onChange({ kind: 'commit', sha: event.target.value })
      }
    >
      {props.commits.map(({ sha, message, author, authoredAt }) => (
        <MenuItem key={sha} value={sha}>
          {[
            shortSha(sha),
            message,
            author,
            authoredAt && formatRelative(authoredAt, now),
          ]
            .filter(Boolean)
            .join(' · ')}
        </MenuItem>
      ))}
    </Field>
  );
}
