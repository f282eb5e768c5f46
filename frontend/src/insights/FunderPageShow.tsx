import { useParams } from 'react-router';

import { FunderPage } from './FunderPage';

const FunderPageShow = () => <FunderPage id={useParams().id ?? ''} />;
export default FunderPageShow;
