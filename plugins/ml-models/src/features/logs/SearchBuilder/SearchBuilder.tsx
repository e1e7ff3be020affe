import Button from '@material-ui/core/Button';
import IconButton from '@material-ui/core/IconButton';
import Popover from '@material-ui/core/Popover';
import { makeStyles } from '@material-ui/core/styles';
import Tooltip from '@material-ui/core/Tooltip';
import TuneIcon from '@material-ui/icons/Tune';
import { FormEvent, useState } from 'react';
import { formatSearch } from '../search/formatSearch';
import { SearchedModel } from '../search/SearchedModel';
import { SearchFilter } from '../search/searchFilter';
import { BuilderFields } from './BuilderFields';
import { ComparisonFields } from './ComparisonFields';

const useStyles = makeStyles(theme => ({
  form: {
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(2),
    padding: theme.spacing(2),
    width: 'min(560px, 92vw)',
  },
  buttons: { display: 'flex', gap: theme.spacing(1) },
}));

export interface SearchBuilderProps {
  /** The search to start from. */
  filter: SearchFilter;
  /** Whose records are searched. */
  model: SearchedModel;
  /** To choose from. */
  environments: readonly string[];
  features: readonly string[];
  onSearch: (line: string) => void;
}

/** Puts a search line together from fields, for those who don't type. */
export function SearchBuilder(props: SearchBuilderProps) {
  const classes = useStyles();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [draft, setDraft] = useState<SearchFilter>({});
  const change = (part: SearchFilter) => setDraft({ ...draft, ...part });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // To React this form stands in that of the search line, which would search
    // for what it still holds.
    event.stopPropagation();
    setAnchor(null);
    props.onSearch(formatSearch(withoutEmpty(draft), props.model));
  };
  return (
    <>
      <Tooltip title="Build a search">
        <IconButton
          size="small"
          aria-label="Build a search"
          aria-haspopup="dialog"
          aria-expanded={Boolean(anchor)}
          onClick={event => {
            setDraft(props.filter);
            setAnchor(event.currentTarget);
          }}
        >
          <TuneIcon fontSize="small" />
        </IconButton>
      </Tooltip>
      <Popover
        open={Boolean(anchor)}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        PaperProps={{ role: 'dialog', 'aria-label': 'Build a search' }}
      >
        <form className={classes.form} onSubmit={submit}>
          <BuilderFields
            draft={draft}
            versions={props.model.versions ?? []}
            environments={props.environments}
            onChange={change}
          />
          <ComparisonFields
            comparisons={draft.features ?? []}
            features={props.features}
            onChange={features => change({ features })}
          />
          <div className={classes.buttons}>
            <Button type="submit" variant="contained" color="primary">
              Search
            </Button>
            <Button onClick={() => setDraft({})}>Clear</Button>
          </div>
        </form>
      </Popover>
    </>
  );
}

function withoutEmpty(draft: SearchFilter): SearchFilter {
  const features = draft.features?.filter(
    ({ feature, value }) => feature !== '' && value !== '',
  );
  const given = Object.entries(draft).filter(
    ([, value]) => value !== '' && value !== undefined,
  );
  return {
    ...Object.fromEntries(given),
    features: features && features.length > 0 ? features : undefined,
  };
}
