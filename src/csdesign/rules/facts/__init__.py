"""Facts on people that several rules ask for: who owns, holds, is paid, hands over, is met."""
