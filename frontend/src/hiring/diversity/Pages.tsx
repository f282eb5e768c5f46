import { Box, Link } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router';

import { useFormats } from '../../ui/format';
import { Fact } from '../../ui/parts';
import type { Version } from '../../ui/versions/version';
import { VersionList } from '../../ui/versions/VersionList';
import { VersionShow } from '../../ui/versions/VersionShow';
import { WRITE } from '../house_rules/figures';
import type { Question } from './types';

export const QuestionList = () => {
  const translate = useTranslate();
  const { of } = useFormats();
  return <VersionList title={translate('diversity.title')} lead={translate('diversity.lead')} none={translate('diversity.none')} above={<Link component={RouterLink} to="/hiring_rules">{translate('hiring_rules.title')}</Link>} say={(one) => of(one, 'text')} write={WRITE} />;
};

export const QuestionShow = () => {
  const translate = useTranslate();
  return <VersionShow list={translate('diversity.title')} facts={(one) => <Facts of={one as Version & Question} />} write={WRITE} />;
};

// In both languages: what applicants read.
const Facts = ({ of: one }: { of: Question }) => {
  const translate = useTranslate();
  return (
    <>
      {(['nl', 'en'] as const).map((language) => (
        <Fact key={language} label={translate(`diversity.text_${language}`)}>
          <Box lang={language}>
            {one[`text_${language}`]}
            <Box component="ul" sx={{ m: 0, mt: 0.5, pl: 2.5 }}>{one.options.map((option) => <li key={option.key}>{option[language]}</li>)}</Box>
          </Box>
        </Fact>
      ))}
    </>
  );
};
