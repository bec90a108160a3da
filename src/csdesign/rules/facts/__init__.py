"""What several rules on people ask of a design: who owns, holds, is paid, hands over, is met."""
