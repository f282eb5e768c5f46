import { Typography } from '@mui/material';
import { useTranslate } from 'react-admin';

import { useFormats } from '../../ui/format';
import { useBackground } from './useBackground';

// Beside an iD: did ORCID say that it is theirs, and whom it knows by it?
const ConfirmedOrcid = ({ application }: { application: string | number }) => {
  const translate = useTranslate();
  const { short } = useFormats();
  const { data } = useBackground(application);
  if (!data) return null;
  if (!data.orcid) return <Typography variant="caption" color="text.secondary" component="p">{translate('backgrounds.only_typed')}</Typography>;
  return (
    <Typography variant="caption" color="success.main" component="p">
      {translate(data.orcid.name ? 'backgrounds.confirmed_as' : 'backgrounds.confirmed', { name: data.orcid.name, at: short(data.orcid.at) })}
    </Typography>
  );
};

export default ConfirmedOrcid;
