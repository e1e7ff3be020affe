import IconButton from '@material-ui/core/IconButton';
import Menu from '@material-ui/core/Menu';
import MenuItem from '@material-ui/core/MenuItem';
import Tooltip from '@material-ui/core/Tooltip';
import MoreIcon from '@material-ui/icons/MoreVert';
import { useState } from 'react';
import { ModelParams } from '../api/ModelParams';
import { DeleteSubjectDialog } from '../DeleteSubject/DeleteSubjectDialog';

/** What is rarely done to records, and not to be done by a slip. */
export function MoreActions({ params }: { params: ModelParams }) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [deleting, setDeleting] = useState(false);
  return (
    <>
      <Tooltip title="More actions">
        <IconButton
          size="small"
          aria-label="More actions"
          aria-haspopup="menu"
          aria-expanded={Boolean(anchor)}
          onClick={event => setAnchor(event.currentTarget)}
        >
          <MoreIcon fontSize="small" />
        </IconButton>
      </Tooltip>
      <Menu
        anchorEl={anchor}
        open={Boolean(anchor)}
        onClose={() => setAnchor(null)}
      >
        <MenuItem
          dense
          onClick={() => {
            setAnchor(null);
            setDeleting(true);
          }}
        >
          Delete a person&rsquo;s records…
        </MenuItem>
      </Menu>
      {deleting && (
        <DeleteSubjectDialog
          params={params}
          onClose={() => setDeleting(false)}
        />
      )}
    </>
  );
}
