import { recordsDeletePermission } from '@noshelfware/backstage-plugin-ml-models-common';
import IconButton from '@material-ui/core/IconButton';
import ListItemText from '@material-ui/core/ListItemText';
import Menu from '@material-ui/core/Menu';
import MenuItem from '@material-ui/core/MenuItem';
import Tooltip from '@material-ui/core/Tooltip';
import MoreIcon from '@material-ui/icons/MoreVert';
import { useState } from 'react';
import { useEntityModel } from '../../../components/EntityModel/entityModel';
import { useRefusal } from '../../../components/Refusal/useRefusal';
import { ModelParams } from '../api/ModelParams';
import { DeleteSubjectDialog } from '../DeleteSubject/DeleteSubjectDialog';

/** What is rarely done to records, and not to be done by a slip. */
export function MoreActions({ params }: { params: ModelParams }) {
  const refusal = useRefusal(recordsDeletePermission, useEntityModel());
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
          disabled={Boolean(refusal)}
          onClick={() => {
            setAnchor(null);
            setDeleting(true);
          }}
        >
          <ListItemText
            primary="Delete a person’s records…"
            secondary={refusal}
          />
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
